import * as z from 'zod';
import { exportSchema } from '../transfer/export-schema.ts';

/** JSON Schema of a backup, which `userData.export` writes and `userData.import` reads. */
export const backupJsonSchema = (): unknown => z.toJSONSchema(exportSchema, { io: 'input' });

import { type PackConnection, packCalls } from '../../api/contract/pack-calls.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import { storedSetting } from '../stored-setting.ts';

/** How the user wants packs to be fetched: from the host of the catalogue, with the proxy of the environment if unset. */
export const packConnection = (reader: Pick<LibraryReader, 'setting'>): PackConnection =>
  storedSetting(reader, 'packs', packCalls['packs.connect'].input, { mirror: null, proxy: null });

/** @throws BeachcombError `bad-request` with a reason if an address is not one of http or https */
export function checkConnection({ mirror, proxy }: PackConnection): void {
  for (const address of [mirror, proxy])
    if (address !== null && !/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
      throw new BeachcombError('bad-request', `${address} is not an address.`, {
        reason: { code: 'fetch-address', address: address.slice(0, 200) },
      });
}

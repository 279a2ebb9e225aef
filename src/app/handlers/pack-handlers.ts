import type { PackConnection, packCalls } from '../../api/contract/pack-calls.ts';
import type { Output } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { publicReason } from '../../api/public-detail.ts';
import { type PackManifest, packBytes } from '../../domain/pack.ts';
import { hostsOf, isEngineOffer } from '../../domain/pack-catalogue.ts';
import { listPacks } from '../../platform/packs/list-packs.ts';
import type { LibraryParts } from '../library-parts.ts';
import type { AddedPacks } from '../packs/added-packs.ts';
import { checkConnection, packConnection } from '../packs/pack-connection.ts';

function viewOf(manifest: PackManifest, isAdded: boolean): Output<'packs.list'>['packs'][number] {
  const { id, version, purpose, licence, languages, measured, engine = null } = manifest;
  return {
    id,
    version,
    isAdded,
    purpose,
    licence: licence.spdx,
    engine,
    bytes: packBytes(manifest),
    languages: [...languages],
    measured: [...measured],
  };
}

/** All packs, what can be fetched, and what is under way. */
async function listed(
  models: string,
  addedPacks: AddedPacks,
  connection: PackConnection,
): Promise<Output<'packs.list'>> {
  const [shipped, added, { host, packs }] = await Promise.all([
    listPacks(models),
    addedPacks.list(),
    addedPacks.offered(),
  ]);
  const ids = new Set(added.packs.map(({ manifest }) => manifest.id));
  const { work, failure } = addedPacks.state();
  return {
    packs: [
      ...shipped.packs.map(({ manifest }) => viewOf(manifest, false)),
      ...added.packs.map(({ manifest }) => viewOf(manifest, true)),
    ],
    broken: [
      ...shipped.broken.map((one) => ({ ...one, isAdded: false })),
      ...added.broken.map((one) => ({ ...one, isAdded: true })),
    ],
    offered: packs.map(({ fetchedBytes, ...pack }) => ({
      id: pack.id,
      name: pack.name,
      megabytes: pack.megabytes,
      licence: pack.licence,
      fetchedBytes,
      ...(isEngineOffer(pack)
        ? { engine: pack.engine, languages: [], hosts: hostsOf(pack) }
        : { engine: null, languages: [...pack.languages], hosts: [host] }),
      isAdded: ids.has(pack.id),
    })),
    host,
    connection,
    work,
    failure:
      failure === null
        ? null
        : { ...failure, reason: failure.reason === null ? null : publicReason(failure.reason) },
  };
}

export const packHandlers = ({
  options: { models },
  reader,
  userData,
  addedPacks,
}: Pick<LibraryParts, 'options' | 'reader' | 'userData' | 'addedPacks'>): Pick<
  Handlers,
  keyof typeof packCalls
> => ({
  'packs.list': () => listed(models, addedPacks, packConnection(reader)),
  'packs.add': async ({ path }) => {
    await addedPacks.add(path);
    return {};
  },
  'packs.fetch': async ({ id }) => {
    await addedPacks.fetch(id);
    return {};
  },
  'packs.stop': async () => {
    await addedPacks.stop();
    return {};
  },
  'packs.discard': async ({ id }) => {
    await addedPacks.discard(id);
    return {};
  },
  'packs.remove': async ({ name }) => {
    await addedPacks.remove(name);
    return {};
  },
  'packs.connect': (connection) => {
    checkConnection(connection);
    userData.setSetting('packs', connection);
    return {};
  },
});

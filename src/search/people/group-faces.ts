import { FaceClusters } from './face-clusters.ts';

/** A face to be grouped. */
export interface FaceToGroup {
  readonly photo: number;
  /** 0 to 1 */
  readonly score: number;
  readonly descriptor: Float32Array;
  /** Who it is by the user or another program; null: not known. */
  readonly person: string | null;
  /** Who it is not. */
  readonly notPeople: readonly string[];
}

/** Two groups that may be of one person. */
export interface GroupPair {
  /** A face of each, by its place in the list. */
  readonly faces: readonly [number, number];
  readonly distance: number;
}

export interface FaceGroups {
  /** The group of each face, by the first face in it; null: it waits. */
  readonly groups: readonly (number | null)[];
  /** The person of each face: its own, or that of its group. */
  readonly people: readonly (string | null)[];
  /** The nearest first. */
  readonly questions: readonly GroupPair[];
}

/** Average link, Euclidean: below the first one person; up to the second it is for the user to decide. */
export const [JOIN_BELOW, ASK_BELOW] = [0.45, 0.55];
/** A face with a lower score joins groups and begins none. */
const SURE_FACE = 0.9;

/**
 * Groups faces by their descriptors. The result depends on nothing else than its arguments; a face behind the others
 * changes no group of theirs except by joining it, or by joining two of them.
 * @param faces in a lasting order
 * @param different pairs of faces, by their places in the list, that are of two people
 */
export function groupFaces(
  faces: readonly FaceToGroup[],
  different: readonly (readonly [number, number])[] = [],
): FaceGroups {
  return new Grouping(faces, different).run();
}

class Grouping {
  readonly #faces: readonly FaceToGroup[];
  readonly #foes = new Map<number, number[]>();
  readonly #clusters = new FaceClusters();
  readonly #clusterOf: (number | null)[];
  readonly #members: number[][] = [];
  readonly #photos: Set<number>[] = [];
  readonly #owners: (string | null)[] = [];
  /** Photos of each person, whatever the groups. */
  readonly #photosOf = new Map<string, Set<number>>();

  constructor(faces: readonly FaceToGroup[], different: readonly (readonly [number, number])[]) {
    this.#faces = faces;
    this.#clusterOf = faces.map(() => null);
    for (const [a, b] of different) {
      this.#foes.set(a, [...(this.#foes.get(a) ?? []), b]);
      this.#foes.set(b, [...(this.#foes.get(b) ?? []), a]);
    }
  }

  run(): FaceGroups {
    const all = [...this.#faces.keys()];
    const isKnown = (face: number): boolean => this.#faces[face]?.person !== null;
    const isSure = (face: number): boolean => (this.#faces[face]?.score ?? 0) >= SURE_FACE;
    // Who a face is known to be comes first: the groups of one person stay apart where their faces are far apart.
    for (const face of all.filter(isKnown)) this.#place(face, true);
    const unknown = all.filter((face) => !isKnown(face));
    for (const face of unknown.filter(isSure)) this.#place(face, true);
    this.#mergeNear();
    for (const face of unknown.filter((one) => !isSure(one))) this.#place(face, false);
    const first = this.#members.map((members) =>
      members.reduce((least, face) => Math.min(least, face), Infinity),
    );
    return {
      groups: this.#clusterOf.map((cluster) => (cluster === null ? null : (first[cluster] ?? null))),
      people: this.#clusterOf.map((cluster) => (cluster === null ? null : (this.#owners[cluster] ?? null))),
      questions: this.#questions(),
    };
  }

  /** Puts a face into the nearest group that it may join, or begins one. */
  #place(face: number, mayFound: boolean): void {
    const one = this.#face(face);
    let [best, distance] = [-1, JOIN_BELOW ** 2];
    for (let cluster = 0; cluster < this.#clusters.length; cluster++) {
      const owner = this.#owners[cluster] ?? null;
      if (one.person !== null && one.person !== owner) continue;
      const apart = this.#clusters.toFace(cluster, one.descriptor, distance);
      if (apart >= distance || !this.#mayJoin([face], cluster)) continue;
      [best, distance] = [cluster, apart];
    }
    if (best < 0 && !mayFound) return;
    if (best < 0) {
      best = this.#clusters.found(one.descriptor);
      this.#members.push([]);
      this.#photos.push(new Set());
      this.#owners.push(one.person);
    } else this.#clusters.add(best, one.descriptor);
    this.#enter(face, best);
  }

  #face(face: number): FaceToGroup {
    const one = this.#faces[face];
    if (one === undefined) throw new Error('There is no such face.');
    return one;
  }

  #enter(face: number, cluster: number): void {
    const { photo } = this.#face(face);
    this.#clusterOf[face] = cluster;
    this.#members[cluster]?.push(face);
    this.#photos[cluster]?.add(photo);
    const owner = this.#owners[cluster] ?? null;
    if (owner === null) return;
    const photos = this.#photosOf.get(owner) ?? new Set<number>();
    this.#photosOf.set(owner, photos.add(photo));
  }

  /** Two faces of one photo, and faces that the user told apart, are never one person. */
  #mayJoin(faces: readonly number[], cluster: number): boolean {
    const owner = this.#owners[cluster] ?? null;
    const photos = owner === null ? this.#photos[cluster] : this.#photosOf.get(owner);
    return faces.every((face) => {
      const { photo, person, notPeople } = this.#face(face);
      // What the user says of a face holds whatever else is in its photo.
      if (person !== null && person === owner) return true;
      if (photos?.has(photo) === true) return false;
      if (owner !== null && notPeople.includes(owner)) return false;
      return !(this.#foes.get(face) ?? []).some((foe) => {
        const at = this.#clusterOf[foe] ?? null;
        return at !== null && (at === cluster || (owner !== null && this.#owners[at] === owner));
      });
    });
  }

  #mayMerge(a: number, b: number): boolean {
    const [one, other] = [this.#owners[a] ?? null, this.#owners[b] ?? null];
    if (one !== null && other !== null) return false;
    const [free, fixed] = one === null ? [a, b] : [b, a];
    const person = this.#owners[fixed] ?? null;
    // The faces of the group without a person decide; of two such groups, both.
    return (
      this.#mayJoin(this.#members[free] ?? [], fixed) &&
      (person !== null || this.#mayJoin(this.#members[fixed] ?? [], free))
    );
  }

  /** Joins groups that came near each other while they grew, the nearest first. */
  #mergeNear(): void {
    const limit = JOIN_BELOW ** 2;
    const { counts } = this.#clusters;
    let changed = new Set<number>(counts.keys());
    while (changed.size > 0) {
      const near = this.#pairs(limit, changed);
      changed = new Set();
      for (const [a, b] of near) {
        if (counts[a] === 0 || counts[b] === 0 || this.#clusters.between(a, b, limit) > limit) continue;
        if (!this.#mayMerge(a, b)) continue;
        const [from, into] = this.#owners[b] !== null ? [a, b] : [b, a];
        this.#clusters.merge(from, into);
        for (const face of this.#members[from] ?? []) this.#enter(face, into);
        this.#members[from] = [];
        changed.add(into);
      }
    }
  }

  /** Pairs of these groups with any group, within a limit, the nearest first; of two people none. */
  #pairs(limit: number, among: ReadonlySet<number>): (readonly [number, number, number])[] {
    const pairs: (readonly [number, number, number])[] = [];
    const { counts } = this.#clusters;
    for (const a of among) {
      if (counts[a] === 0) continue;
      for (let b = 0; b < counts.length; b++) {
        // A pair of two of them is looked at once.
        if (b === a || (b < a && among.has(b))) continue;
        if (counts[b] === 0 || (this.#owners[a] !== null && this.#owners[b] !== null)) continue;
        const distance = this.#clusters.between(a, b, limit);
        if (distance <= limit) pairs.push([a, b, distance]);
      }
    }
    return pairs.sort(([, , one], [, , other]) => one - other);
  }

  #questions(): GroupPair[] {
    const isShown = (cluster: number): boolean =>
      this.#owners[cluster] !== null || (this.#photos[cluster]?.size ?? 0) > 1;
    const all = new Set([...this.#clusters.counts.keys()].filter(isShown));
    return this.#pairs(ASK_BELOW ** 2, all)
      .filter(([a, b]) => isShown(b) && this.#mayMerge(a, b))
      .map(([a, b, distance]) => (a < b ? ([a, b, distance] as const) : ([b, a, distance] as const)))
      .map(([a, b, distance]) => ({
        faces: [this.#members[a]?.[0] ?? 0, this.#members[b]?.[0] ?? 0],
        distance: Math.sqrt(distance),
      }));
  }
}

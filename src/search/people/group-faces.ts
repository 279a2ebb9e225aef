import { FaceClusters } from './face-clusters.ts';

/** A face to be grouped. */
export interface FaceToGroup {
  readonly photo: number;
  /** It may begin a group, not only join one: surely a face, and large enough. */
  readonly mayFound: boolean;
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
  /**
   * Of each face the group that it was put into first, by number from 0, in the order of placing: faces of known people,
   * then others that may begin a group. Null: it was put behind them. Groups that are near are joined afterwards.
   */
  readonly seeds: readonly (number | null)[];
  /** The group of each face, by the first face in it; null: it waits. */
  readonly groups: readonly (number | null)[];
  /** The person of each face: its own, or that of its group. */
  readonly people: readonly (string | null)[];
  /** The nearest first. */
  readonly questions: readonly GroupPair[];
}

/**
 * Average link, Euclidean: a face or a group joins a group of one face below the first, of two below the second, of more
 * below the third. Chosen by `npm run eval:faces`: among photos of strangers, pairs of single faces are often near.
 */
const JOIN_BELOW = [0.38, 0.41, 0.45] as const;
/** Up to this it is for the user to decide. */
export const ASK_BELOW = 0.55;
/** A face that begins no group joins one of so many faces at least, below this. */
const [FEWEST_FOR_UNSURE, UNSURE_BELOW] = [2, 0.4];

const joinBelow = (count: number): number => JOIN_BELOW[count - 1] ?? JOIN_BELOW[2];

/**
 * Groups faces by their descriptors. The result depends on nothing else than faces and pairs; a face behind the others
 * changes no group of theirs except by joining it, or by joining two of them.
 * @param faces in a lasting order
 * @param different pairs of faces, by their places in the list, that are of two people
 * @param placed seeds of a grouping before, of the first faces in the order of placing: they are not looked for again.
 *   These faces and all that is known of them have to be the same as then; the result is that without them
 */
export function groupFaces(
  faces: readonly FaceToGroup[],
  different: readonly (readonly [number, number])[] = [],
  placed: readonly number[] = [],
): FaceGroups {
  return new Grouping(faces, different).run(placed);
}

/** The faces in the order of placing, by their places in the list; without those that begin no group. */
export function placingOrder(faces: readonly Pick<FaceToGroup, 'person' | 'mayFound'>[]): number[] {
  const all = [...faces.keys()];
  const isKnown = (face: number): boolean => faces[face]?.person !== null;
  // Who a face is known to be comes first: the groups of one person stay apart where their faces are far apart.
  return [...all.filter(isKnown), ...all.filter((face) => !isKnown(face) && faces[face]?.mayFound === true)];
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

  run(placed: readonly number[]): FaceGroups {
    const order = placingOrder(this.#faces);
    for (const [nth, face] of order.entries()) {
      const seed = placed[nth];
      if (seed === undefined) this.#place(face);
      else this.#put(face, seed < this.#clusters.length ? seed : null);
    }
    const seeds = [...this.#clusterOf];
    this.#mergeNear();
    const isPlaced = new Set(order);
    for (const face of this.#faces.keys()) if (!isPlaced.has(face)) this.#placeUnsure(face);
    const first = this.#members.map((members) =>
      members.reduce((least, face) => Math.min(least, face), Infinity),
    );
    return {
      seeds,
      groups: this.#clusterOf.map((cluster) => (cluster === null ? null : (first[cluster] ?? null))),
      people: this.#clusterOf.map((cluster) => (cluster === null ? null : (this.#owners[cluster] ?? null))),
      questions: this.#questions(),
    };
  }

  /** Puts a face into the nearest group that it may join, or begins one. */
  #place(face: number): void {
    this.#put(
      face,
      this.#nearest(face, (count) => joinBelow(count)),
    );
  }

  #placeUnsure(face: number): void {
    const near = this.#nearest(face, (count) =>
      count < FEWEST_FOR_UNSURE ? 0 : Math.min(UNSURE_BELOW, joinBelow(count)),
    );
    if (near !== null) this.#put(face, near);
  }

  /** @param below how near a face has to be to a group of so many faces */
  #nearest(face: number, below: (count: number) => number): number | null {
    const one = this.#face(face);
    let [best, distance]: [number | null, number] = [null, Number.POSITIVE_INFINITY];
    for (let cluster = 0; cluster < this.#clusters.length; cluster++) {
      const owner = this.#owners[cluster] ?? null;
      if (one.person !== null && one.person !== owner) continue;
      const limit = Math.min(distance, below(this.#clusters.counts[cluster] ?? 0) ** 2);
      const apart = this.#clusters.toFace(cluster, one.descriptor, limit);
      if (apart >= limit || !this.#mayJoin([face], cluster)) continue;
      [best, distance] = [cluster, apart];
    }
    return best;
  }

  /** @param cluster null: a new one */
  #put(face: number, cluster: number | null): void {
    const one = this.#face(face);
    if (cluster !== null) {
      this.#clusters.add(cluster, one.descriptor);
      this.#enter(face, cluster);
      return;
    }
    this.#members.push([]);
    this.#photos.push(new Set());
    this.#owners.push(one.person);
    this.#enter(face, this.#clusters.found(one.descriptor));
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
      // What the user states of a face holds whatever else is in its photo.
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
    const limit = JOIN_BELOW[2] ** 2;
    const { counts } = this.#clusters;
    let changed = new Set<number>(counts.keys());
    while (changed.size > 0) {
      const near = this.#pairs(limit, changed);
      changed = new Set();
      for (const [a, b] of near) {
        const larger = Math.max(counts[a] ?? 0, counts[b] ?? 0);
        if (
          counts[a] === 0 ||
          counts[b] === 0 ||
          this.#clusters.between(a, b, limit) > joinBelow(larger) ** 2
        )
          continue;
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

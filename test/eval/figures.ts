/** One photo with a known truth, in the order of a search. */
export interface Judged {
  readonly file: string;
  readonly yes: boolean;
  readonly likely: boolean;
}

export interface Figures {
  readonly yes: number;
  readonly no: number;
  readonly averagePrecision: number;
  readonly precisionAt10: number;
  readonly precisionAtLikely: number;
  readonly recallAtLikely: number;
}

/** Average precision: the mean, over the photos that show it, of the precision down to each of them. */
export function figures(judged: readonly Judged[]): Figures {
  const yes = judged.filter((one) => one.yes).length;
  let found = 0;
  let sum = 0;
  judged.forEach((one, i) => {
    if (!one.yes) return;
    found += 1;
    sum += found / (i + 1);
  });
  const likely = judged.filter((one) => one.likely);
  const right = likely.filter((one) => one.yes).length;
  return {
    yes,
    no: judged.length - yes,
    averagePrecision: yes === 0 ? 0 : sum / yes,
    precisionAt10: judged.slice(0, 10).filter((one) => one.yes).length / 10,
    precisionAtLikely: likely.length === 0 ? 0 : right / likely.length,
    recallAtLikely: yes === 0 ? 0 : right / yes,
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The WordNet synsets of the broad words that are measured. */
const SYNSETS: Readonly<Record<string, readonly string[]>> = {
  animal: ['n00015388'],
  mammal: ['n01861778'],
  dog: ['n02084071'],
  bird: ['n01503061'],
  vehicle: ['n04524313'],
  furniture: ['n03405725'],
  food: ['n00021265', 'n07555863'],
  clothing: ['n03051540'],
  'musical instrument': ['n03800933'],
  container: ['n03094503'],
};
export const BROAD_WORDS = Object.keys(SYNSETS);

/** Which of the imagenet/ photos show a broad word: those whose WordNet id, in their name, lies below its synset. */
export function broadTruth(word: string, models: string, photos: string): Map<string, boolean> {
  const wordnet = JSON.parse(readFileSync(path.join(models, 'photo/wordnet.json'), 'utf8')) as Record<
    string,
    { broader: string[] }
  >;
  const wanted = new Set(SYNSETS[word] ?? []);
  const isBelow = (id: string): boolean => wanted.has(id) || (wordnet[id]?.broader ?? []).some(isBelow);
  const files = readdirSync(path.join(photos, 'imagenet'));
  return new Map(files.map((file) => [`imagenet/${file}`, isBelow(file.split('_')[0] ?? '')] as const));
}

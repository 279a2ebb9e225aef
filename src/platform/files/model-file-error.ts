/** A file of the models folder is not the one that came with the program. The message is a sentence for people. */
export class ModelFileError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'ModelFileError';
  }
}

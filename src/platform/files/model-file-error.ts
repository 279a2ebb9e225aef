/** A file of the models folder differs from the file that was shipped. The message is for display. */
export class ModelFileError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'ModelFileError';
  }
}

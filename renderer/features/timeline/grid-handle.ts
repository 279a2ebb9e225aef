/** What others may ask of the grid. */
export interface GridHandle {
  /** Brings the keyboard to the photo that it was at. */
  focusActive(): void;
  /** Chooses all photos. */
  selectAll(): void;
}

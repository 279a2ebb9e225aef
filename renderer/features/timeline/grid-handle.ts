/** Methods of the grid for other components. */
export interface GridHandle {
  /** Brings the keyboard to the photo that it was at. */
  focusActive(): void;
  /** Selects all photos. */
  selectAll(): void;
}

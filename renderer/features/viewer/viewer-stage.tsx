import { memo, type ReactNode } from 'react';
import type { Hit, Output, PhotoDetails } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { FaceBoxes } from '../people/face-boxes.tsx';
import { FoundTextLayer } from './found-text-layer.tsx';
import { PictureStage } from './picture-stage.tsx';
import { SaliencyLayer } from './saliency-layer.tsx';
import type { ZoomSession } from './zoom-session.ts';

interface Props {
  readonly hit: Hit | null;
  readonly previous: Hit | null;
  readonly next: Hit | null;
  readonly zoom: ZoomSession;
  readonly alt: string;
  /** Saliency map of a label; null while it is not shown. */
  readonly map: Output<'photo.why'> | null;
  /** The text in the picture. */
  readonly lines: PhotoDetails['text'];
  /** Faces that are outlined. */
  readonly faces: Output<'people.inPhoto'>;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  readonly onNavigate: (by: number) => void;
  /** Caption of the picture. */
  readonly children: ReactNode;
}

/** The picture with its overlays, and the buttons beside it. */
export const ViewerStage = memo(function ViewerStage(props: Props): ReactNode {
  const { hit, previous, next, zoom, alt, map, lines, faces, hasPrevious, hasNext, onNavigate, children } =
    props;
  const { t } = useLanguage();
  return (
    <>
      {hit !== null && (
        <PictureStage hit={hit} previous={previous} next={next} zoom={zoom} alt={alt} onNavigate={onNavigate}>
          <FoundTextLayer lines={lines} />
          <FaceBoxes faces={faces} />
          {map !== null && <SaliencyLayer hit={hit} map={map} />}
        </PictureStage>
      )}
      {children}
      {hasPrevious && (
        <div className="turn previous">
          <IconButton icon="left" label={t.previous} onClick={() => onNavigate(-1)} />
        </div>
      )}
      {hasNext && (
        <div className="turn next">
          <IconButton icon="right" label={t.next} onClick={() => onNavigate(1)} />
        </div>
      )}
    </>
  );
});

import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';

/**
 * Milliseconds until a picture that did not come is asked for again: it may be being made, or the host may be starting.
 * After the last it is given up until it is shown again.
 */
const PAUSES = [1000, 1000, 2000, 2000, 4000, 4000, 8000, 15_000, 30_000, 60_000, 60_000, 60_000];

type Props = Omit<ComponentProps<'img'>, 'src' | 'key'> & { readonly src: string };

/** An image that is asked for again where it does not come. */
export function SteadyPicture(props: Props): ReactNode {
  // Another source starts again.
  return <Attempts key={props.src} {...props} />;
}

function Attempts({ onError, alt, style, ...props }: Props): ReactNode {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(-1);
  useEffect(() => {
    const pause = PAUSES[attempt];
    if (failed !== attempt || pause === undefined) return;
    const timer = setTimeout(() => setAttempt(attempt + 1), pause);
    return () => clearTimeout(timer);
  }, [attempt, failed]);
  return (
    <img
      {...props}
      // Of an element that has failed, a browser does not ask again for the same address.
      key={attempt}
      alt={alt}
      // In place of the sign of a broken picture, nothing; what has a text shows that.
      style={failed === attempt && alt === '' ? { ...style, visibility: 'hidden' } : style}
      onError={(event) => {
        setFailed(attempt);
        onError?.(event);
      }}
    />
  );
}

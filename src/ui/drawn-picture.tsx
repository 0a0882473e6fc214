import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { canvasSize, isDrawable, millionsDrawable } from '#lib/canvas-size.ts';
import { recover, type Shown } from './media-object.ts';
import styles from './read-picture.module.css';
import { Reading } from './reading.tsx';

interface DrawnPictureProps<Why> extends Shown<Why> {
  readonly name: string;
  readonly className: string | undefined;
  readonly onCancel: () => void;
}

type State = { readonly status: 'reading' | 'too_large' } | { readonly status: 'read'; readonly image: HTMLImageElement };

/**
 * A picture by an element that is not in the document, which so does not hold its address; it lasts, as it is drawn once. How many bytes it
 * has and how many have come, browsers do not tell a page that may not read it: nothing limits them.
 */
export const DrawnPicture = <Why,>({ source, name, className, onRefused, onCancel }: DrawnPictureProps<Why>) => {
  const [state, setState] = useState<State>({ status: 'reading' });
  const refuse = useEffectEvent(onRefused);
  useEffect(() => {
    const image = new Image();
    const now = Date.now();
    let asked = '';
    let isLeft = false;
    const ask = (address: string): void => {
      image.src = asked = address;
    };
    const fail = (): void => {
      if (!isLeft) void recover({ source, onRefused: refuse }, asked, () => source.sign(now), ask);
    };
    image.referrerPolicy = 'no-referrer';
    image.onload = () => {
      if (!isDrawable(image.naturalWidth, image.naturalHeight)) return setState({ status: 'too_large' });
      image.decode().then(() => !isLeft && setState({ status: 'read', image }), fail);
    };
    image.onerror = fail;
    ask(source.sign(now));
    return () => {
      isLeft = true;
      image.onload = image.onerror = null;
      image.src = '';
    };
  }, [source]);
  switch (state.status) {
    case 'reading':
      return <Reading label={`Reading ${name}`} onCancel={onCancel} />;
    case 'too_large':
      return (
        <p className={styles['remark']}>A picture of more than {millionsDrawable} million pixels is not drawn. Download it instead.</p>
      );
    case 'read':
      return (
        <>
          <Canvas image={state.image} name={name} className={className} />
          <p className={styles['remark']}>Drawn without motion, because the bucket does not let this page read it.</p>
        </>
      );
  }
};

interface CanvasProps {
  readonly image: HTMLImageElement;
  readonly name: string;
  readonly className: string | undefined;
}

const Canvas = ({ image, name, className }: CanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current !== null) draw(image, canvas.current);
  }, [image]);
  return <canvas ref={canvas} role="img" aria-label={name} className={className} />;
};

/** Vector graphics without a size of their own get the one that browsers give to what has none. */
const draw = (image: HTMLImageElement, canvas: HTMLCanvasElement): void => {
  const [width, height] = canvasSize(image.naturalWidth || 300, image.naturalHeight || 150);
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
};

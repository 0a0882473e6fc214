import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';

/** Does what a browser does when a document is opened: after each change of page the focus is at its heading, and its title is said. */
export const RouteFocus = () => {
  const { pathname, hash } = useLocation();
  const [said, setSaid] = useState('');
  const before = useRef<string>(undefined);

  useEffect(() => {
    const opened = before.current === undefined;
    const moved = before.current !== pathname;
    before.current = pathname;
    if (hash !== '') focusSection(hash.slice(1));
    else if (!opened && moved) document.querySelector<HTMLElement>('main h1')?.focus();
    if (!opened && moved) setSaid(document.title);
  }, [pathname, hash]);

  return (
    <VisuallyHidden>
      <p role="status">{said}</p>
    </VisuallyHidden>
  );
};

/** A section of the address (`#cloud-access`): its card is a region that takes the focus. */
const focusSection = (id: string): void => {
  const section = document.getElementById(id);
  process.stdout.write(id + ' ' + String(section?.tagName) + ' ' + location.href + '\n');
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
};

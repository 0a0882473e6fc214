import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';

/** Does what a browser does when a document is opened: after each change of page the focus is at its heading, and its title is said. */
export const RouteFocus = () => {
  const { pathname, hash } = useLocation();
  const [said, setSaid] = useState('');
  const before = useRef<string>(undefined);

  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading === null) return; // on the way to another page
    const opened = before.current === undefined;
    const moved = before.current !== pathname;
    before.current = pathname;
    if (hash !== '') focusSection(hash.slice(1));
    else if (!opened && moved) heading.focus();
    if (!opened && moved) setSaid(document.title);
  }, [pathname, hash]);

  return (
    <VisuallyHidden>
      <p role="status">{said}</p>
    </VisuallyHidden>
  );
};

/** A section of the address (`#cloud-access`) is a card, whose heading takes the focus. */
const focusSection = (id: string): void => {
  document.getElementById(id)?.scrollIntoView();
  document.getElementById(`${id}-heading`)?.focus({ preventScroll: true });
};

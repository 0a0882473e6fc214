import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import { loginPath } from '../paths.ts';
import { findHeading, focusSection } from './focus-heading.ts';

/** Does what a browser does when a document is opened: after each change of page the focus is at its heading, or in the form of the log-in, and its title is said. */
export const RouteFocus = () => {
  const { pathname, search, hash } = useLocation();
  const [said, setSaid] = useState('');
  const before = useRef<string>(undefined);
  const shown = useRef(search);

  useEffect(() => {
    const heading = findHeading();
    if (heading === null) return; // on the way to another page
    const opened = before.current === undefined;
    const moved = before.current !== pathname;
    before.current = pathname;
    const section = hash.slice(1);
    if (section !== '') {
      // a form that was opened there at once has it in its first field by now
      if (!document.getElementById(section)?.querySelector('form :focus')) focusSection(section);
    } else if (!opened && moved && !(pathname === loginPath() && document.querySelector('main form :focus'))) heading.focus();
    if (!opened && moved) setSaid(document.title);
  }, [pathname, hash]);

  useEffect(() => {
    // Preview says in the query what it shows: what had the focus goes with that
    if (shown.current !== search && document.activeElement === document.body) findHeading()?.focus();
    shown.current = search;
  }, [search]);

  return (
    <VisuallyHidden>
      <p role="status">{said}</p>
    </VisuallyHidden>
  );
};

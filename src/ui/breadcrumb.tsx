import type { MouseEvent } from 'react';
import styles from './breadcrumb.module.css';
import { TextLink } from './text-link.tsx';

interface Crumb {
  readonly label: string;
  readonly href?: string | undefined;
  readonly onClick?: ((event: MouseEvent<HTMLAnchorElement>) => void) | undefined;
}

/** Where the page stands; the last one is the page itself. */
export const Breadcrumb = ({ items }: { readonly items: readonly Crumb[] }) => (
  <nav aria-label="Breadcrumb">
    <ol className={styles['list']}>
      {items.map(({ label, href, onClick }, index) => (
        <li key={`${label} ${href}`} className={styles['item']}>
          {href === undefined || index === items.length - 1 ? (
            <span aria-current={index === items.length - 1 ? 'page' : undefined}>{label}</span>
          ) : (
            <TextLink href={href} onClick={onClick}>
              {label}
            </TextLink>
          )}
        </li>
      ))}
    </ol>
  </nav>
);

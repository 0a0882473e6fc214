import { Notice } from '#ui/notice.tsx';
import styles from './preview.module.css';
import type { TextStart } from './read-start.ts';

interface TextViewProps {
  readonly text: TextStart;
  readonly json: boolean;
}

/** Text as it is; JSON indented, where it can be parsed. */
export const TextView = ({ text: { text, cut }, json }: TextViewProps) => (
  <>
    {cut && <Notice tone="info">The first MiB is shown. Download the object to see all of it.</Notice>}
    {/* it scrolls, so the keyboard has to reach it */}
    <pre className={styles['text']} tabIndex={0} aria-label="Content">
      {json && !cut ? indented(text) : text}
    </pre>
  </>
);

const indented = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

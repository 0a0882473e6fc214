import { useMemo, useState } from 'react';
import { byteSize } from '#lib/byte-size.ts';
import { indentJson } from '#lib/indent-json.ts';
import { Button } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { Notice } from '#ui/notice.tsx';
import styles from './preview.module.css';
import { partBytes, type TextPart } from './read-part.ts';
import { Reading } from '#ui/reading.tsx';
import { Refusal } from './refusal.tsx';
import type { Source } from './source.ts';
import { useParts } from './use-parts.ts';

interface TextViewProps {
  readonly source: Source;
  /** its beginning */
  readonly part: TextPart;
  readonly json: boolean;
}

/** Text as it is, a MiB at a time; JSON indented, where it is whole, can be parsed and stays of a length. */
export const TextView = ({ source, part, json }: TextViewProps) => {
  const { shown, asking, ask, cancel } = useParts(source, part);
  const [wrap, setWrap] = useState(true);
  const indented = useMemo(() => (json && isWhole(shown) ? indentJson(textOf(shown)) : undefined), [shown, json]);
  const blocks = useMemo(() => (indented === undefined ? blocksOf(shown) : linesOf('whole', indented)), [shown, indented]);
  const from = shown[0]?.number ?? 0;
  const last = shown.at(-1) ?? part;
  const reading = asking.status === 'reading';
  return (
    <>
      {json && isWhole(shown) && indented === undefined && <Notice tone="info">This is not valid JSON, so it is shown as it is.</Notice>}
      {shown.some(({ sound }) => !sound) && (
        <Notice tone="warning" title={`Not all of this is ${part.encoding.toUpperCase()} text`}>
          What could not be read shows as �. The download has every byte as it is.
        </Notice>
      )}
      <div className={styles['bar']}>
        <Button size="s" variant="quiet" onClick={() => setWrap(!wrap)}>
          {wrap ? 'Do not wrap lines' : 'Wrap lines'}
        </Button>
        {(last.more || from > 0) && <span className={styles['remark']}>{whichShown(from, last)}</span>}
        {from > 0 && (
          <Button size="s" pending={reading} onClick={() => ask(from - 1)}>
            Show the MiB before
          </Button>
        )}
      </div>
      {/* it scrolls, so the keyboard has to reach it */}
      <pre className={classes(styles['text'], !wrap && styles['unwrapped'])} tabIndex={0} aria-label="Content">
        {blocks.map(({ key, text }) => (
          <div key={key}>{text}</div>
        ))}
      </pre>
      {asking.status === 'reading' && <Reading label="Reading more" read={asking.read} onCancel={cancel} />}
      {asking.status === 'refused' && <Refusal verdict={asking.verdict} onRetry={() => ask(asking.number)} />}
      {asking.status === 'idle' && last.more && (
        <div className={styles['more']}>
          <Button onClick={() => ask(last.number + 1)}>Show the next MiB</Button>
        </div>
      )}
    </>
  );
};

interface Block {
  /** stays the same while others come before or go, so that browsers keep the place where one reads */
  readonly key: string;
  readonly text: string;
}

const isWhole = (shown: readonly TextPart[]): boolean => shown[0]?.number === 0 && shown.at(-1)?.more === false;
const textOf = (shown: readonly TextPart[]): string => shown.map(({ text }) => text).join('');

/** The text in blocks of lines, of which browsers lay out those in view. The end of a block is the end of its last line. */
const blocksOf = (shown: readonly TextPart[]): Block[] => {
  let begun = '';
  return shown.flatMap(({ number, text }, index) => {
    const whole = begun + text;
    // a line over the border of two parts stands in the second
    const end = index === shown.length - 1 ? whole.length : whole.lastIndexOf('\n') + 1;
    begun = whole.slice(end);
    return linesOf(String(number), whole.slice(0, end));
  });
};

const linesOf = (part: string, text: string): Block[] =>
  (text.match(/(?:[^\n]*\n){1,200}(?:[^\n]+$)?|[^\n]+$/g) ?? []).map((lines, index) => ({
    key: `${part} ${index}`,
    text: lines.replace(/\n$/, ''),
  }));

const whichShown = (from: number, last: TextPart): string => {
  const end = last.more ? (last.number + 1) * partBytes : last.total;
  const of = last.total === undefined ? '' : ` of ${byteSize(last.total)}`;
  if (from === 0) return `The first ${byteSize(end ?? partBytes)}${of}`;
  return `From ${byteSize(from * partBytes)} ${end === undefined ? 'on' : `to ${byteSize(end)}`}${of}`;
};

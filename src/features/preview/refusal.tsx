import { verdictCopy } from '#lib/read-verdict-copy.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';

interface RefusalProps {
  readonly verdict: ReadVerdict;
  readonly onRetry: () => void;
}

/** Why an object cannot be shown; a success means that the browser cannot play what it got. */
export const Refusal = ({ verdict, onRetry }: RefusalProps) => {
  const { title, help } = verdict.name === 'works' ? unplayable : verdictCopy(verdict, location.origin);
  return <FailurePanel title={title} message={help} onRetry={onRetry} />;
};

const unplayable = {
  title: 'This browser cannot show the object',
  help: 'It was read, but is damaged or of a kind that this browser does not know. Download it instead.',
};

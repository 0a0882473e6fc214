import { Question } from './question.tsx';

interface DiscardQuestionProps {
  readonly onDiscard: () => void;
  readonly onCancel: () => void;
}

/** Asks before a form with unsaved text goes by what may be a slip: Esc, a press outside. */
export const DiscardQuestion = ({ onDiscard, onCancel }: DiscardQuestionProps) => (
  <Question title="Discard what you typed?" tone="danger" confirmLabel="Discard" onConfirm={onDiscard} onCancel={onCancel}>
    It was not saved yet. It will be lost.
  </Question>
);

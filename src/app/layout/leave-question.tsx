import { Question } from '#ui/question.tsx';
import { refusal } from '#ui/unsaved.ts';

interface LeaveQuestionProps {
  /** the session has, which is why the page goes */
  readonly ended?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before what was typed is lost. */
export const LeaveQuestion = ({ ended = false, ...answers }: LeaveQuestionProps) => (
  <Question title="Leave without saving?" tone="danger" confirmLabel="Leave without saving" {...answers}>
    {ended ? 'Your session has ended, and the log-in page comes next. ' : ''}
    {refusal() === undefined
      ? 'What you typed on this page and did not save will be lost.'
      : 'The secret key of the new credentials was not saved yet. It is shown once: without it they are of no use.'}
  </Question>
);

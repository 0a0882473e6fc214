import { Question } from '#ui/question.tsx';

interface LeaveQuestionProps {
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before what was typed is lost. */
export const LeaveQuestion = (answers: LeaveQuestionProps) => (
  <Question title="Leave without saving?" tone="danger" confirmLabel="Leave" {...answers}>
    Something on this page was not saved yet. It will be lost.
  </Question>
);

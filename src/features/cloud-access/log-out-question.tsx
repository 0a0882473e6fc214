import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { areSomeRefused, rememberKeysChoice } from './log-out-choice.ts';
import type { KeysChoice } from './log-out.ts';

interface LogOutQuestionProps {
  readonly account: string;
  /** the answer is remembered already, where the browser remembers anything */
  readonly onAnswer: (choice: KeysChoice) => void;
  readonly onCancel: () => void;
}

/** Asked once in each browser, before somebody with cloud keys logs out. */
export const LogOutQuestion = ({ account, onAnswer, onCancel }: LogOutQuestionProps) => {
  const answer = (choice: KeysChoice): void => {
    rememberKeysChoice(account, choice);
    onAnswer(choice);
  };
  return (
    <Dialog
      title="Keep your cloud access keys?"
      size="s"
      onClose={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button onClick={() => answer('keep')}>Keep them</Button>
          <Button variant="primary" onClick={() => answer('remove')}>
            Remove them
          </Button>
        </>
      }
    >
      <p>
        This browser has keys that you entered under Web App Cloud Access. Remove them, or keep them encrypted for your next log-in here?
      </p>
      {areSomeRefused(account) && <p>What its storage did not take is in this tab only, and goes in any case.</p>}
      <p>On a computer that others use, remove them. The answer is remembered; you can change it in that section.</p>
    </Dialog>
  );
};

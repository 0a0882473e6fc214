import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FirstStep } from '#lib/first-steps.ts';
import type { StepState } from '#lib/kept-steps.ts';
import { Card } from '#ui/card.tsx';
import { classes } from '#ui/classes.ts';
import styles from './first-steps.module.css';

const words: Readonly<Record<FirstStep, { readonly title: string; readonly text: string }>> = {
  name: { title: 'Your name', text: 'Others find you by it; change it if you like.' },
  credentials: { title: 'A key pair for your code', text: 'With the lines that log in your script, notebook, agent or container.' },
  invite: { title: 'Your team', text: 'Whoever opens an invitation link joins your workspace.' },
};

const marks: Partial<Record<StepState, ReactNode>> = { done: <Check />, skipped: <Minus /> };

interface FirstStepsCardProps {
  readonly steps: readonly FirstStep[];
  readonly stateOf: (step: FirstStep) => StepState;
  /** what can be done about a step that is not done, whose title it gets */
  readonly renderActions: (step: FirstStep, title: string) => ReactNode;
  /** puts all of it away */
  readonly hide: ReactNode;
  readonly children?: ReactNode;
}

/** The first steps side by side, which a narrow page has below each other. */
export const FirstStepsCard = ({ steps, stateOf, renderActions, hide, children }: FirstStepsCardProps) => (
  <Card id="first-steps" heading="First steps" description="In any order, or none: all of it is on this page later too." actions={hide}>
    <ol className={styles['steps']}>
      {steps.map((step, at) => (
        <li key={step} className={styles['step']}>
          <span className={classes(styles['mark'], styles[stateOf(step)])} aria-hidden="true">
            {marks[stateOf(step)] ?? at + 1}
          </span>
          <div className={styles['what']}>
            <h3 className={styles['title']}>{words[step].title}</h3>
            <p className={styles['text']}>{words[step].text}</p>
            <div className={styles['actions']}>
              {stateOf(step) === 'done' ? <p className={styles['text']}>Done</p> : renderActions(step, words[step].title)}
            </div>
          </div>
        </li>
      ))}
    </ol>
    {children}
  </Card>
);

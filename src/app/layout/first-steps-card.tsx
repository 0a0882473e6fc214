import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Configuration } from '#contract/configuration.ts';
import type { FirstStep } from '#lib/first-steps.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { classes } from '#ui/classes.ts';
import styles from './first-steps.module.css';

interface Step {
  readonly name: FirstStep;
  readonly title: string;
  readonly text: string;
}

const all: readonly Step[] = [
  { name: 'name', title: 'Your name', text: 'It stands beside what you do, and others find you by it.' },
  { name: 'credentials', title: 'A key pair for your code', text: 'With the lines that log in your script, notebook, agent or container.' },
  { name: 'invite', title: 'Your team', text: 'Whoever opens an invitation link joins your workspace.' },
];

/** The first steps on such a server: others are invited where workspaces are. */
export const stepsOn = (deployment: Configuration['deployment']): readonly Step[] =>
  all.filter(({ name }) => name !== 'invite' || deployment === 'hosted');

interface FirstStepsCardProps {
  readonly steps: readonly Step[];
  readonly isBehind: (step: FirstStep) => boolean;
  /** what can be done about a step */
  readonly renderActions: (step: Step) => ReactNode;
  readonly onHide: () => void;
}

/** The first steps side by side, which a narrow page has below each other. */
export const FirstStepsCard = ({ steps, isBehind, renderActions, onHide }: FirstStepsCardProps) => (
  <Card
    id="first-steps"
    heading="First steps"
    description="In any order, or none: all of it is on this page later too."
    actions={
      <Button variant="quiet" onClick={onHide}>
        Hide
      </Button>
    }
  >
    <ol className={styles['steps']}>
      {steps.map((step, at) => (
        <li key={step.name} className={styles['step']}>
          <span className={classes(styles['mark'], isBehind(step.name) && styles['behind'])} aria-hidden="true">
            {isBehind(step.name) ? <Check /> : at + 1}
          </span>
          <div className={styles['what']}>
            <h3 className={styles['title']}>{step.title}</h3>
            <p className={styles['text']}>{step.text}</p>
            <div className={styles['actions']}>
              {isBehind(step.name) ? <p className={styles['text']}>Checked off</p> : renderActions(step)}
            </div>
          </div>
        </li>
      ))}
    </ol>
  </Card>
);

import { addressProblemCopy } from '#lib/address-problem-copy.ts';
import type { AddressProblem } from '#lib/storage-address.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';

interface NotOpenedProps {
  readonly problem: AddressProblem;
  /** opens what is left of the address without what is wrong with it */
  readonly onOpen?: () => void;
}

/** Says why an address is not opened. */
export const NotOpened = ({ problem, onOpen }: NotOpenedProps) => (
  <Empty title="This address cannot be opened" action={onOpen && <Button onClick={onOpen}>Open without it</Button>}>
    {addressProblemCopy[problem]}
  </Empty>
);

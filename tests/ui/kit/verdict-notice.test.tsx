import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { VerdictNotice } from '#ui/verdict-notice.tsx';

const cors = { name: 'cors', host: '', bucket: 'models' } as const;

test('rules of CORS are offered only where the storage does not have them', () => {
  const { rerender } = render(<VerdictNotice verdict={cors} />);
  screen.getByRole('region', { name: 'For AWS console' });
  rerender(<VerdictNotice verdict={{ ...cors, allowed: true }} />);
  expect(screen.queryByRole('region')).toBeNull();
  screen.getByText(/An extension of the browser|an extension of the browser/);
});

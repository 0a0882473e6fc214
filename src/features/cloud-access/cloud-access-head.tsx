import type { ReactNode } from 'react';

export const cloudAccessHeading = 'Web App Cloud Access';

/** What the keys are for. `preview`: the word for that page, or the way to it. */
export const CloudAccessPurpose = ({ preview }: { readonly preview: ReactNode }) => (
  <>Keys with which {preview} reads your buckets. They stay in this browser and sign requests to the host of their row, nowhere else.</>
);

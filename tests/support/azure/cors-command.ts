import type { AzureCorsRule } from './azurite.ts';

/** The rule that `az storage cors add` makes of its options. */
export const readCorsCommand = (command: string): AzureCorsRule => {
  const options = new Map(
    command
      .split(' --')
      .slice(1)
      .map((option) => option.trim().split(/[\s,]+/))
      .map(([name = '', ...values]) => [name, values] as const),
  );
  const of = (name: string): string[] => options.get(name) ?? [];
  return {
    origins: of('origins'),
    methods: of('methods'),
    headers: of('allowed-headers'),
    exposed: of('exposed-headers'),
    seconds: Number(of('max-age')[0]),
  };
};

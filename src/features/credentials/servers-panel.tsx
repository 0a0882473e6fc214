import { useId } from 'react';
import { Button } from '#ui/button.tsx';
import { Switch } from '#ui/switch.tsx';
import { ServerField } from './server-field.tsx';
import styles from './servers.module.css';
import { serverKinds } from './typed-servers.ts';
import type { Servers } from './use-servers.ts';

/** Where programs reach ClearML, as the snippets say it. */
export const ServersPanel = ({ servers }: { readonly servers: Servers }) => {
  const heading = useId();
  return (
    <section className={styles['panel']} aria-labelledby={heading}>
      <header className={styles['header']}>
        <h3 id={heading}>Server addresses</h3>
        <Button
          size="s"
          variant="quiet"
          aria-describedby={heading}
          reason={servers.changed ? undefined : 'They are as the server says'}
          onClick={servers.reset}
        >
          Reset
        </Button>
      </header>
      {serverKinds.map((kind) => (
        <ServerField
          key={kind}
          kind={kind}
          typed={servers.typed[kind]}
          problem={servers.problems[kind]}
          onChange={(typed) => servers.change({ [kind]: typed })}
          onKeep={(typed) => servers.keep({ [kind]: typed })}
        />
      ))}
      <Switch
        label="Private certificate"
        hint={
          <>
            Snippets then skip its check. Safer: set <code>REQUESTS_CA_BUNDLE</code> to the file of its authority instead.
          </>
        }
        checked={servers.unverified}
        onChange={(unverified) => servers.keep({ unverified })}
      />
    </section>
  );
};

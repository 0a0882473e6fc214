import { Pencil, Plus } from 'lucide-react';
import type { Configuration } from '#contract/configuration.ts';
import { CloudAccessPurpose, cloudAccessHeading } from '#features/cloud-access/cloud-access-head.tsx';
import { preferenceRows, scaleLabels } from '#features/preferences/rows.ts';
import { ScaleSample } from '#features/preferences/scale-sample.tsx';
import { SettingRow } from '#features/preferences/setting-row.tsx';
import person from '#features/session/profile-name.module.css';
import { workspacesPurpose } from '#features/workspaces/workspaces-purpose.ts';
import { firstStepsOn } from '#lib/first-steps.ts';
import { Breadcrumb } from '#ui/breadcrumb.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { classes } from '#ui/classes.ts';
import { SelectField } from '#ui/select-field.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Switch } from '#ui/switch.tsx';
import { FirstStepsCard } from './first-steps-card.tsx';
import { PageHeading } from './page-heading.tsx';
import { productName } from './page-title.ts';
import shell from './shell.module.css';

/** keeps a line's height */
const space = '\u00a0';
/** as wide as one */
const number = '\u2007\u2007\u2007';
const nothing = (): void => undefined;
const none = { kind: 'none' } as const;

/** The profile before its script has come: what all see alike, and the places of the rest. Nothing answers in it, so its controls are not seen. */
export const ProfileFrame = ({ deployment, first }: Pick<Configuration, 'deployment'> & { readonly first: boolean }) => (
  <div className={classes(shell['shell'], 'profile-frame')} inert aria-hidden="true">
    <header className={shell['header']}>
      <span className={shell['product']}>
        <img src="/favicon.svg" alt="" width="24" height="24" />
        {productName}
      </span>
    </header>
    <main className={shell['main']}>
      <Breadcrumb items={[{ label: 'Profile' }]} />
      <PageHeading>Profile</PageHeading>
      <div className={person['profile']}>
        <span className={person['picture']} />
        <div className={person['who']}>
          <p className={person['name']}>{space}</p>
          <p className={person['email']}>{space}</p>
        </div>
        <div className={person['side']}>
          <Button variant="quiet" icon={<Pencil />}>
            Edit name
          </Button>
        </div>
      </div>
      {first && (
        <FirstStepsCard
          steps={firstStepsOn(deployment)}
          stateOf={() => 'open'}
          renderActions={() => <Button>{space}</Button>}
          hide={<Button variant="quiet">Hide</Button>}
        />
      )}
      <Card id="preferences" heading="User preferences">
        <SettingRow name={scaleLabels.override} outcome={none}>
          <Switch label={scaleLabels.override} hint={scaleLabels.hint(number)} checked={false} onChange={nothing} />
        </SettingRow>
        <SettingRow name={scaleLabels.scale} outcome={none}>
          <SelectField layout="row" label={scaleLabels.scale} hint={<ScaleSample percent={number} />} options={[]} />
        </SettingRow>
        {preferenceRows.map(({ kind, label, hint }) => (
          <SettingRow key={label} name={label} outcome={none}>
            {kind === 'switch' ? (
              <Switch label={label} hint={hint} checked={false} onChange={nothing} />
            ) : (
              <SelectField layout="row" label={label} hint={hint} options={[]} />
            )}
          </SettingRow>
        ))}
        {deployment !== 'hosted' && <div className="usage" />}
      </Card>
      <Card
        id="cloud-access"
        heading={cloudAccessHeading}
        description={<CloudAccessPurpose preview="Preview" />}
        actions={<Button icon={<Plus />}>Add access keys</Button>}
      >
        <Skeleton label="Loading your access keys" lines={5} />
      </Card>
      <Card
        id="workspaces"
        heading="Workspaces"
        description={workspacesPurpose({ deployment })}
        actions={deployment === 'hosted' && <Button icon={<Plus />}>Create workspace</Button>}
      >
        <Skeleton label="Loading workspaces" lines={4} />
      </Card>
    </main>
  </div>
);

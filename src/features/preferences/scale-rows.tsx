import { useState } from 'react';
import { fixedScales } from '#lib/hidpi.ts';
import { SelectField } from '#ui/select-field.tsx';
import { Switch } from '#ui/switch.tsx';
import { scaleLabels } from './rows.ts';
import { chooseScale, chosenScale, useScale, useScaleSetting, type ScaleSetting } from './scale.ts';
import { ScaleSample } from './scale-sample.tsx';
import { SettingRow } from './setting-row.tsx';
import { useOutcome } from './use-outcome.ts';

const options = [{ value: 'auto', label: 'Automatic' }, ...fixedScales.map((scale) => ({ value: String(scale), label: `${scale} %` }))];

const none = { kind: 'none' } as const;

/** Scales the page on screens with a high density. It belongs to the screen, so it stays in this browser. */
export const ScaleRows = () => {
  const setting = useScaleSetting();
  const scale = useScale();
  const { outcome, change } = useOutcome((wanted: ScaleSetting) => Promise.resolve().then(() => chooseScale(wanted)));
  /** the control that was used last, beside which its outcome stands: an older Undo would take back more than its own change */
  const [last, setLast] = useState<'override' | 'scale'>();
  const use = (control: typeof last, wanted: ScaleSetting): void => {
    setLast(control);
    change(wanted, setting);
  };

  return (
    <>
      <SettingRow name={scaleLabels.override} outcome={last === 'override' ? outcome : none}>
        <Switch
          label={scaleLabels.override}
          hint={scaleLabels.hint(scale)}
          checked={setting !== 'off'}
          onChange={(checked) => use('override', checked ? chosenScale() : 'off')}
        />
      </SettingRow>
      <SettingRow name={scaleLabels.scale} outcome={last === 'scale' ? outcome : none}>
        <SelectField
          layout="row"
          label={scaleLabels.scale}
          hint={<ScaleSample percent={scale} />}
          options={options}
          value={String(chosenScale())}
          disabled={setting === 'off'}
          onChange={({ target }) => use('scale', target.value === 'auto' ? 'auto' : Number(target.value))}
        />
      </SettingRow>
    </>
  );
};

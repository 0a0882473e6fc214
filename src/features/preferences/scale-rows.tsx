import { fixedScales } from '#lib/hidpi.ts';
import { SelectField } from '#ui/select-field.tsx';
import { Switch } from '#ui/switch.tsx';
import { scaleLabels } from './rows.ts';
import { chooseScale, chosenScale, useScale, useScaleSetting, type ScaleSetting } from './scale.ts';
import { ScaleSample } from './scale-sample.tsx';
import { SettingRow } from './setting-row.tsx';
import { useOutcome } from './use-outcome.ts';

const options = [{ value: 'auto', label: 'Automatic' }, ...fixedScales.map((scale) => ({ value: String(scale), label: `${scale} %` }))];

/** Where the browser lets nothing be stored it rejects. */
const choose = (wanted: ScaleSetting): Promise<void> => Promise.resolve().then(() => chooseScale(wanted));

/** Scales the page on screens with a high density. It belongs to the screen, so it stays in this browser. */
export const ScaleRows = () => {
  const setting = useScaleSetting();
  const scale = useScale();
  const override = useOutcome(choose);
  const fixed = useOutcome(choose);

  return (
    <>
      <SettingRow name={scaleLabels.override} outcome={override.outcome}>
        <Switch
          label={scaleLabels.override}
          hint={scaleLabels.hint(scale)}
          checked={setting !== 'off'}
          onChange={(checked) => override.change(checked ? chosenScale() : 'off', setting)}
        />
      </SettingRow>
      <SettingRow name={scaleLabels.scale} outcome={fixed.outcome}>
        <SelectField
          layout="row"
          label={scaleLabels.scale}
          hint={<ScaleSample percent={scale} />}
          options={options}
          value={String(chosenScale())}
          disabled={setting === 'off'}
          onChange={({ target }) => fixed.change(target.value === 'auto' ? 'auto' : Number(target.value), setting)}
        />
      </SettingRow>
    </>
  );
};

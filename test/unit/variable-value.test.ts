import { expect } from '@open-wc/testing';
import type { VariableName } from '../../src/settings/config.js';
import { readVariable, type ValueCheck } from '../../src/settings/variable-value.js';
import { VARIABLES } from '../../src/settings/variables.js';

/** What the browser says, without telling anybody. */
const check: ValueCheck = { supports: (property, value) => CSS.supports(property, value), refuse: () => {} };

describe('the value of a styling variable', () => {
  it('can be each documented default', () => {
    for (const [name, value] of Object.entries(VARIABLES)) {
      expect(readVariable(name as VariableName, value, check), name).to.equal(value);
    }
  });

  const accepted: [VariableName, string][] = [
    ['main-color', 'RebeccaPurple'],
    ['main-color', 'oklch(60% .15 50)'],
    ['main-color', 'color-mix(in srgb, red 40%, var(--text-color))'],
    ['text-color', 'hsl(210 60% 48% / .9)'],
    ['border-color', 'transparent'],
    ['main-color', 'light-dark(white, var(--text-color))'],
    ['background-color', 'linear-gradient(90deg, red, var(--main-color))'],
    ['bubble-dark-color', 'radial-gradient(#fff, rgb(0 0 0 / 20%))'],
    ['width', 'clamp(300px, 40vw, 500px)'],
    ['margin', '1rem'],
    ['badge-size', 'min(2em, 30px)'],
    ['badge-border-radius', '50%'],
    ['max-height', 'calc(100dvh - 2 * var(--margin))'],
    ['opened-border-radius', '1em / 2em'],
    ['border', '0'],
    ['box-shadow', '0 1px 2px rgba(0,0,0,.2), inset 0 0 1px #fff'],
    ['font-family', '"Noto Sans JP", sans-serif'],
    ['font-family', "'Hiragino Sans', ヒラギノ角ゴ"],
    ['transition-duration', '.5s'],
    ['transition-easing', 'steps(4, end)'],
    ['transition-easing', 'linear(0, .5 20%, 1)'],
  ];
  for (const [name, value] of accepted) {
    it(`can be ${value} for ${name}`, () => {
      expect(readVariable(name, value, check)).to.equal(value);
    });
  }

  const refused: [VariableName, unknown][] = [
    ['main-color', 'red; position: fixed'],
    ['main-color', 'red}body{display:none}'],
    ['main-color', 'red /* x'],
    ['main-color', 'u\\72l(x)'],
    ['main-color', 'red !important'],
    ['main-color', 'red\0'],
    ['main-color', '(red'],
    ['main-color', 'redd'],
    ['main-color', 'inherit'],
    ['main-color', '</style><style>*{display:none}'],
    ['main-color', '@import "//example.com/x"'],
    ['main-color', 'expression(alert(1))'],
    ['main-color', 'red\\'],
    ['main-color', '`red`'],
    ['main-color', 'red)'],
    ['main-color', 'env(safe-area-inset-top)'],
    ['main-color', 'var(--text-color'],
    ['main-color', 'rgb(var(--x), 0, 0)'],
    ['main-color', '#12'],
    ['main-color', 'linear-gradient(red, blue)'], // letters have it too
    ['main-color', 'var(--color-of-the-page)'],
    ['main-color', 'var(--main-color)'],
    ['background-color', 'url(//example.com/x)'],
    ['background-color', 'image-set("//example.com/x" 1x)'],
    ['background-color', 'attr(data-x)'],
    ['background-color', 'element(#x)'],
    ['background-color', 'paint(x)'],
    ['background-color', 'cross-fade(url(//example.com/x), red)'],
    ['bubble-light-color', '-webkit-image-set(url(//example.com/x) 1x)'],
    ['header-opened-background-color', 'src("//example.com/x")'],
    ['width', '12'],
    ['width', '10px 20px'],
    ['width', 'auto'],
    ['width', '-10px'],
    ['height', '100'],
    ['font-size', 'red'],
    ['font-family', 'a, url(//example.com/x)'],
    ['border', 'solid 500px red'],
    ['transition-duration', '-1s'],
    ['transition-duration', '1'],
    ['transition-easing', 'cubic-bezier(2, 0, 0, 1)'],
    ['font-family', '"unclosed'],
    ['transition-duration', '1s, 2s'],
    ['transition-easing', 'ease, linear'],
    ['box-shadow', '0 0 0 9999px #000'],
    ['opened-border-radius', '99999px'],
    ['main-color', 'a'.repeat(1e6)],
    ['main-color', ['red']],
    ['main-color', Symbol('red')],
    ['main-color', NaN],
  ];
  for (const [name, value] of refused) {
    it(`cannot be ${String(value).slice(0, 60)} for ${name}`, () => {
      expect(readVariable(name, value, check)).to.equal(undefined);
    });
  }

  it('is told when it is refused, but not when it is only taken back', () => {
    const told: string[] = [];
    const listening: ValueCheck = { ...check, refuse: (name, value) => told.push(`${name}: ${value}`) };
    for (const value of ['redd', '', null, undefined]) readVariable('main-color', value, listening);
    expect(told).to.deep.equal(['main-color: redd']);
  });

  it('is checked for what could break out where there is no browser', () => {
    expect(readVariable('main-color', 'anything')).to.equal('anything');
    expect(readVariable('main-color', 'url(x)')).to.equal(undefined);
  });

  it('has a unit, because lengths are added up', () => {
    expect(readVariable('margin', '0', check)).to.equal('0px');
  });

  it('takes the fallback of a reference to itself', () => {
    expect(readVariable('main-color', 'var(--main-color, red)', check)).to.equal('red');
  });

  it('is read in a moment, whatever it is', () => {
    const starts = performance.now();
    for (const part of ['(', 'var(--x,', 'a(', '"', '1px', '((', 'var( '])
      readVariable('box-shadow', part.repeat(512 / part.length), check);
    expect(performance.now() - starts).to.be.below(200);
  });
});

import { expect } from '@open-wc/testing';
import { createLoader } from '../../src/session/loader.js';

describe('loader', () => {
  /** Fails as often as it is told. */
  function create(failures: number) {
    const pauses: number[] = [];
    let tries = 0;
    const load = createLoader(
      () => (++tries <= failures ? Promise.reject(new TypeError('It did not come.')) : Promise.resolve('code')),
      (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve(true);
      },
    );
    return { load, pauses, tries: () => tries };
  }

  it('loads once, whoever asks and however often', async () => {
    const { load, pauses, tries } = create(0);
    expect(await Promise.all([load(), load()])).to.deep.equal(['code', 'code']);
    expect(await load()).to.equal('code');
    expect({ tries: tries(), pauses }).to.deep.equal({ tries: 1, pauses: [] });
  });

  it('tries again after half a second, two and eight', async () => {
    const { load, pauses } = create(3);
    expect(await load()).to.equal('code');
    expect(pauses).to.deep.equal([500, 2000, 8000]);
  });

  it('gives up after that, and begins anew when it is asked again', async () => {
    const { load, tries } = create(4);
    const failure = await load().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TypeError);
    expect(await load()).to.equal('code');
    expect(tries()).to.equal(5);
  });
});

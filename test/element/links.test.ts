import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { bubble } from '../../src/view/bubble.js';

describe('links in a message', () => {
  /** Shows a message and gives its links. */
  function show(text: string): HTMLAnchorElement[] {
    const root = document.createElement('div');
    render(bubble(text, false), root);
    expect(root.textContent).to.equal(text);
    return [...root.querySelectorAll('a')];
  }

  it('open another tab and tell it nothing', () => {
    const [link] = show('See <https://shop.example/a>.');
    expect(link!.href).to.equal('https://shop.example/a');
    expect(link!.target).to.equal('_blank');
    expect([...link!.relList]).to.include.members(['noopener', 'noreferrer']);
    expect(link!.hasAttribute('title')).to.be.false;
  });

  it('have a direction of their own, which nothing before them can turn around', () => {
    const [link] = show('\u202ehttps://shop.example/moc.knab');
    expect(link!.dir).to.equal('auto');
  });

  it('name the host that a browser would go to, where it is written in other letters', () => {
    const [link] = show('https://münchen.de/');
    expect(link!.title).to.equal('xn--mnchen-3ya.de');
  });
});

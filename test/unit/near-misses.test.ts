import { expect } from '@open-wc/testing';
import { BOT_MESSAGES, CHAT, SUPPORT, UI_MESSAGES, VISITOR } from '../../src/settings/defaults.js';
import { findNearMisses } from '../../src/settings/near-misses.js';

describe('near misses', () => {
  it('are names that look like an option', () => {
    const config = {
      chat: { avatar_url: 'x', hiden: true },
      user: { hash: 'x', disgest: 'x', emial: 'x' },
      visitor: { askname: true },
      messages: { Welcome: 'x' },
    };
    expect(findNearMisses(config)).to.deep.equal([
      ['chat.avatar_url', 'avatarUrl'],
      ['chat.hiden', 'hidden'],
      ['user.hash', 'digest'],
      ['user.disgest', 'digest'],
      ['user.emial', 'email'],
      ['visitor.askname', 'askName'],
      ['messages.Welcome', 'welcome'],
    ]);
  });

  it('are no documented names, and none that others use for something else', () => {
    expect(findNearMisses({ chat: CHAT, visitor: VISITOR, support: SUPPORT })).to.be.empty;
    expect(findNearMisses({ messages: { ...BOT_MESSAGES, ...UI_MESSAGES } })).to.be.empty;
    expect(findNearMisses({ user: { id: 1, plan: 'x', createdAt: 'x' }, meta: { hash: 'x' } })).to.be.empty;
  });

  for (const config of [undefined, null, 5, 'x', { user: 5 }, { user: [] }, { user: { '': 1, 7: 1 } }]) {
    it(`are not found in ${JSON.stringify(config)}`, () => {
      expect(findNearMisses(config)).to.be.empty;
    });
  }
});

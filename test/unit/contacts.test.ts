import { expect } from '@open-wc/testing';
import { contactsOf } from '../../src/view/contacts.js';

describe('contactsOf', () => {
  it('has nothing where nothing is given', () => {
    expect(contactsOf({ email: '', phone: '' })).to.deep.equal([]);
  });

  it('leads to the address and the number, shown as they were given', () => {
    expect(contactsOf({ email: 'help+chat@example.com', phone: '+32 (2) 555‑01.01' })).to.deep.equal([
      ['help+chat@example.com', 'mailto:help+chat@example.com'],
      ['+32 (2) 555‑01.01', 'tel:+3225550101'],
    ]);
  });

  // A mail to somebody else, or a number that is another one.
  for (const email of [
    'help@example.com?bcc=other@example.com',
    'help@example.com,other@example.com',
    'help@example.com%0d%0aBcc:other@example.com',
    'help@example.com&subject=x',
    '<help@example.com>',
    'javascript:alert(1)',
    '\ud800',
  ]) {
    it(`only shows ${JSON.stringify(email)}`, () => {
      expect(contactsOf({ email, phone: '' })).to.deep.equal([[email, false]]);
    });
  }
  for (const phone of [
    '*21*123#',
    '+1 555 123 4567;ext=1',
    '1-800-FLOWERS',
    'phone',
    'javascript:alert(1)',
    '555 0101 or 555 0102',
    '+',
  ]) {
    it(`only shows ${JSON.stringify(phone)}`, () => {
      expect(contactsOf({ email: '', phone })).to.deep.equal([[phone, false]]);
    });
  }
});

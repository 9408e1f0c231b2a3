/** What the Referral Partner API answers and takes (guide 6, 11, 17, 18). */
package dev.recoup.debitura.referral;

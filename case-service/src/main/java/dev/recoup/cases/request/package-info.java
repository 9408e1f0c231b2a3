/** Case requests, cancellations and cases that travelled inside an onboarding. */
package dev.recoup.cases.request;

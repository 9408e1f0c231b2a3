/** Every operation of both APIs, called by the product's client and answered by the sandbox, judged by the documents. */
package dev.recoup.contracttests;

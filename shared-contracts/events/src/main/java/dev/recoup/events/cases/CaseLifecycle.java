package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Debitura's lifecycle of a case (guide 16). Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum CaseLifecycle {
    /** A contract is unsigned. */
    @JsonProperty("PendingContractSigning")
    PENDING_CONTRACT_SIGNING,
    /** Debitura checks the data. */
    @JsonProperty("PendingVerificationInternal")
    PENDING_VERIFICATION_INTERNAL,
    /** The collection partner checks the data. */
    @JsonProperty("PendingVerification")
    PENDING_VERIFICATION,
    /** The client must supply something. */
    @JsonProperty("NeedsAdditionalDetails")
    NEEDS_ADDITIONAL_DETAILS,
    /** Quotes are being collected. */
    @JsonProperty("Leads")
    LEADS,
    /** Quotes wait for a choice. */
    @JsonProperty("LeadsQuoteGiven")
    LEADS_QUOTE_GIVEN,
    /** Being collected. */
    @JsonProperty("Active")
    ACTIVE,
    /** On hold. */
    @JsonProperty("Paused")
    PAUSED,
    /** Closed; see the close code. */
    @JsonProperty("Closed")
    CLOSED,
    /** Folded into another case. */
    @JsonProperty("Merged")
    MERGED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}

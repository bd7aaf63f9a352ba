package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final String OFFER = "'inputs':{'rows':{'offers':[{'id':'a',%s}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'colour':1~colour: unknown; want about, always, format, inputs, name, now, tables",
                "'now':'soon'~now: want a time",
                "'tables':{'t':{'a':[1]}}~tables.t.a: want a text or a number",
                "'tables':[]~tables: want an object",
                "'inputs':{'rows':{'sauce':{}}}~inputs.rows.sauce: unknown",
                "'inputs':{'rows':{'source':{'kind':'xml'}}}~inputs.rows.source.kind: \"xml\"; want csv or batches",
                "'inputs':{'rows':{'source':{'kind':'batches','separator':';'}}}~inputs.rows.source.separator: unknown",
                "'inputs':{'rows':{'source':{'separator':'ab'}}}~inputs.rows.source.separator: want one character",
                "'inputs':{'rows':{'source':{'header':1}}}~inputs.rows.source.header: want true or false",
                "'inputs':{'rows':{'source':{'header':false}}}~inputs.rows.source.columns: must be given",
                "'inputs':{'rows':{'source':{'columns':[]}}}~inputs.rows.source.columns: want a list of names",
                "'inputs':{'rows':{'offers':{}}}~inputs.rows.offers: want a list",
                "'inputs':{'rows':{'offers':[1]}}~inputs.rows.offers[0]: want an object",
                "'inputs':{'rows':{'demands':[{'requirements':[{'least':{'category':'MEMORY'},'wish':1}]}]}}~inputs.rows.demands[0].requirements[0].wish: unknown",
                "'always':{'parties':[{'id':'{sn}'}]}~always: there is no row here, so no column [sn]",
                "#'prize':1~inputs.rows.offers[0].prize: unknown",
                "#'spec':{'category':'MEMORY','mips':1}~inputs.rows.offers[0].spec.mips: unknown; want category, megaBytes",
                "#'spec':{'category':'{kind}'}~inputs.rows.offers[0].spec.category: want one of COMPUTING_POWER",
                "#'window':{'to':'now'}~inputs.rows.offers[0].window.to: unknown",
                "#'when':'gpu'~inputs.rows.offers[0].when: want a number, or a formula that begins with =",
                "#'copies':'=a b'~inputs.rows.offers[0].copies: formula \"a b\" ends too late",
                "#'copies':'=a *'~formula \"a *\" ends too early",
                "#'copies':'=a / 2'~formula \"a / 2\" has a stray \"/\"",
                "#'copies':'=t[a]'~formula \"t[a]\" asks table \"t\", which is not among the tables",
                "#'copies':'=(a'~formula \"(a\" lacks a )",
                "#'copies':'=*a'~formula \"*a\" has \"*\" where a value should be",
                "#'copies':'='~formula \"\" ends too early",
                "#'party':'{a'~inputs.rows.offers[0].party: text \"{a\" lacks a }",
                "#'party':'a}'~inputs.rows.offers[0].party: text \"a}\" has a } too many",
                "#'serves':[1]~inputs.rows.offers[0].serves: want a text",
            })
    void aFaultIsToldWithItsPath(String fault, String words) {
        String body = fault.startsWith("#") ? OFFER.formatted(fault.substring(1)) : fault;
        String text = ("{'format':'dcrbs-mapping/1'," + body + "}").replace('\'', '"');

        assertThatThrownBy(() -> Mapping.parse("map.json", text, new MarketJson()))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("map.json: ")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {"{oops~not JSON", "[]~want a JSON object", "{}~format: want \"dcrbs-mapping/1\""})
    void whatIsNoMappingIsRefused(String text, String words) {
        assertThatThrownBy(() -> Mapping.parse("map.json", text, new MarketJson()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aFormulaNestedTooDeepIsRefused() {
        String deep = "=" + "(".repeat(5000) + "1" + ")".repeat(5000);
        String text =
                ("{'format':'dcrbs-mapping/1'," + OFFER.formatted("'copies':'" + deep + "'") + "}").replace('\'', '"');

        assertThatThrownBy(() -> Mapping.parse("map.json", text, new MarketJson()))
                .hasMessageContaining("is nested more than 20 deep");
    }
}

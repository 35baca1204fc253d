using System.Xml.Linq;
using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Tests.Display;

public sealed class TableTests
{
    private sealed record Row(string FieldName, int Nuclei, double MeanIoU, double F1Score, bool TPRateKnown);

    private static readonly Row[] Rows = [new("a", 12345, 0.87654, 0.5, true), new("b", 7, double.NaN, 0.049, false)];

    [Fact]
    public void Columns_are_named_in_words_and_numbers_stand_to_the_right()
    {
        var text = Table.Of(Rows).Titled("Scores").ToMimeBundle()[MimeBundle.PlainText];

        Assert.Equal(string.Join('\n',
            "Scores",
            "Field name  Nuclei  Mean IoU  F1 score  TP rate known",
            "----------  ------  --------  --------  -------------",
            "a            12345     0.877     0.500  yes",
            "b                7         –     0.049  no"), text);
    }

    [Fact]
    public void Columns_can_be_chosen_and_named()
    {
        var html = XElement.Parse(Table.Of(Rows, ("Field", row => row.FieldName), ("Per 100", row => row.Nuclei / 100.0)).ToMimeBundle()[MimeBundle.Html]);

        Assert.Equal(["Field", "Per 100"], html.Descendants("th").Select(cell => cell.Value));
        Assert.Equal(["a", "123", "b", "0.0700"], html.Descendants("td").Select(cell => cell.Value));
        Assert.Contains("text-align:right", html.Descendants("td").ElementAt(1).Attribute("style")!.Value, StringComparison.Ordinal);
        Assert.Contains("text-align:left", html.Descendants("td").First().Attribute("style")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 24.8123, 83.3, 113.44 }, "24.8 83.3 113.4")]
    [InlineData(new[] { 0.1234, 0.0004567, 0.5 }, "0.123 4.57e-4 0.500")]
    [InlineData(new[] { 3.0, 12, 4000 }, "3 12 4000")]
    [InlineData(new[] { 1.5e9 }, "1.50e+9")]
    [InlineData(new[] { 0.0, -2.5, double.PositiveInfinity }, "0.00 -2.50 ∞")]
    public void Fractions_have_three_significant_digits_and_their_points_below_each_other(double[] values, string expected)
    {
        var lines = Table.Of(values, ("Value", value => value)).ToString().Split('\n');

        Assert.Equal(expected, string.Join(' ', lines.Skip(2).Select(line => line.Trim())));
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, "… and 1 more row")]
    [InlineData(60, "… and 40 more rows")]
    public void Long_tables_say_how_many_rows_are_left(int rows, string? rest)
    {
        var table = Table.Of(Enumerable.Range(1, rows), ("Number", number => number));
        var cells = XElement.Parse(table.ToMimeBundle()[MimeBundle.Html]).Descendants("td").Select(cell => cell.Value).ToArray();

        Assert.Equal(rows, table.Rows);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"{number}").Concat(rest is null ? [] : [rest]), cells);
        Assert.Equal(rest is not null, table.ToString().EndsWith(rest ?? "more", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_cells_titles_and_headings_stay_text()
    {
        const string Hostile = "<script>alert(1)</script>&";
        var html = Table.Of([Hostile], (Hostile, text => text)).Titled(Hostile).ToMimeBundle()[MimeBundle.Html];

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.All(XElement.Parse(html).Descendants().Where(element => element.Name.LocalName is "td" or "th" or "caption"), element => Assert.Equal(Hostile, element.Value));
    }

    [Fact]
    public void Records_without_properties_are_refused_with_advice() =>
        Assert.Equal("String has no properties to show. Name the columns, as in Table.Of(rows, (\"Value\", row => row)).",
            Assert.Throws<ArgumentException>(() => Table.Of(["a"])).Message);
}

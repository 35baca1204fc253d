using BioDL.Hosting;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

public sealed class InspectionTests : IDisposable
{
    private const string Cell = """
        /// <summary>Multiplies.</summary>
        /// <param name="value">What is multiplied.</param>
        double Twice(double value, double factor = 2) => value * factor;
        var area = 12.5;
        """;

    private readonly TemporaryFolder folder = new();
    private readonly CSharpSession session;

    public InspectionTests() => session = new CSharpSession(new SessionOptions { SearchPath = [folder.Path] });

    [Theory]
    [InlineData("Twi|ce(3)")]
    [InlineData("Twice|(3)")]
    [InlineData("|Twice(3)")]
    [InlineData("Twice(3|)")]
    [InlineData("Twice(3, |")]
    [InlineData("Math.Max(1, Twice(|")]
    public async Task A_method_of_an_earlier_cell_is_told_also_from_inside_of_its_parentheses(string marked)
    {
        await session.ExecuteAsync(Cell, "cell 1");
        Assert.Equal("double Twice(double value, double factor = 2)\n\nMultiplies.\n\nParameters\n  value: What is multiplied.", await Text(marked));
    }

    [Fact]
    public async Task A_variable_is_told_with_its_type()
    {
        await session.ExecuteAsync(Cell, "cell 1");
        Assert.Equal("double area", await Text("are|a"));
    }

    [Fact]
    public async Task A_librarys_description_comes_from_the_file_beside_it_with_inherited_parts()
    {
        CellLibrary.Compile("Described",
            """
            /// <summary>Measures <see cref="Ruler"/> &amp; more.</summary>
            public class Ruler
            {
                /// <summary>Measures <paramref name="length"/> in µm.</summary>
                /// <param name="length">In <c>px</c>.</param>
                /// <returns>Never <see langword="null"/>.</returns>
                /// <exception cref="System.ArgumentException">It is negative.</exception>
                public virtual double Measure(double length) => length;
                /// <inheritdoc cref="Measure(double)"/>
                public double Measure(string length) => 0;
            }
            public sealed class Tape : Ruler
            {
                /// <inheritdoc/>
                public override double Measure(double length) => 1;
            }
            """, folder.Path);
        await session.ExecuteAsync("#r \"Described.dll\"\nvar ruler = new Ruler();\nvar tape = new Tape();", "cell 1");
        var text = await Text("ruler.Measure(2.0|)");
        Assert.Equal(
            """
            double Ruler.Measure(double length)
            double Ruler.Measure(string length)

            Measures length in µm.

            Parameters
              length: In px.

            Returns
              Never null.

            Throws
              ArgumentException: It is negative.
            """, text);
        Assert.Contains("Measures length in µm.", await Text("ruler.Measure(\"|\")"), StringComparison.Ordinal);
        Assert.Contains("Measures length in µm.", await Text("tape.Mea|sure(2)"), StringComparison.Ordinal);
        Assert.StartsWith("class Ruler\n\nMeasures Ruler & more.", await Text("Rul|er"), StringComparison.Ordinal);
        var html = (await Inspect("Rul|er"))![MimeBundle.Html];
        Assert.Equal("<pre><code>class Ruler</code></pre><p>Measures Ruler &amp; more.</p>", html);
    }

    [Fact]
    public async Task The_frameworks_overloads_are_listed_the_fitting_one_first()
    {
        var text = await Text("Math.Abs(-1.5|)");
        Assert.StartsWith("double Math.Abs(double value)\n", text, StringComparison.Ordinal);
        Assert.Contains("int Math.Abs(int value)", text, StringComparison.Ordinal);
    }

    [ReferencePackFact]
    public async Task The_frameworks_descriptions_are_found_when_the_SDK_brought_them()
    {
        Assert.Contains("Returns the absolute value of a double-precision floating-point number.", await Text("Math.Abs(-1.5|)"), StringComparison.Ordinal);
        Assert.Contains("standard input, output, and error streams", await Text("Cons|ole.WriteLine()"), StringComparison.Ordinal);
        Assert.Contains("Filters a sequence of values based on a predicate.", await Text("new[] { 1 }.Whe|re(x => x > 0)"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("|")]
    [InlineData("nosu|ch")]
    [InlineData("1 + |1")]
    [InlineData("// Console|")]
    public async Task Where_there_is_nothing_to_tell_nothing_is_told(string marked) => Assert.Null(await Inspect(marked));

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    private async Task<string> Text(string marked) => (await Inspect(marked))?[MimeBundle.PlainText] ?? "nothing";

    private Task<MimeBundle?> Inspect(string marked)
    {
        var cursor = marked.IndexOf('|', StringComparison.Ordinal);
        return session.InspectAsync(marked.Remove(cursor, 1), cursor);
    }

    private sealed class ReferencePackFactAttribute : FactAttribute
    {
        public ReferencePackFactAttribute()
        {
            var packs = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
            if (!Directory.Exists(packs))
                Skip = $"This .NET came without a reference pack ({packs}).";
        }
    }
}

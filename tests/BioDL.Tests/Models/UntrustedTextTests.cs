using System.Text;
using BioDL.Models;

namespace BioDL.Tests.Models;

/// <summary>Descriptions come from anywhere: whatever their bytes, they are read or refused, in bounded time and memory.</summary>
public sealed class UntrustedTextTests
{
    private static string Refusal(string yaml) => Assert.Throws<DescriptionException>(() => ModelDescription.Parse(yaml)).Message;

    [Fact]
    public void Aliases_that_stand_for_billions_are_refused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.Contains("with all aliases written out there are more than 200,000 parts", Refusal(text.ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &a [*a]\n", "the alias *a refers to nothing that is complete before it")]
    [InlineData("a: *b\n", "the alias *b refers to nothing")]
    [InlineData("name: x\nname: y\n", "line 2: the key 'name' comes twice (first on line 1)")]
    [InlineData("a: !!python/object/apply:os.system [ls]\n", "the tag tag:yaml.org,2002:python/object/apply:os.system asks for a type of some program")]
    [InlineData("a: !mine 1\n", "the tag !mine asks for a type of some program")]
    [InlineData("[1, 2]: 3\n", "a key is a list, a map or an alias")]
    [InlineData("a: 1\n---\nb: 2\n", "a second document begins")]
    [InlineData("", "the text is empty")]
    [InlineData("just words", "keys and values: format_version")]
    [InlineData("a: [1, 2\n", "YAML that can be read")]
    [InlineData("a: \"\\q\"\n", "YAML that can be read")]
    public void What_is_not_safe_or_no_description_is_refused_with_the_reason(string yaml, string reason) => Assert.Contains(reason, Refusal(yaml), StringComparison.Ordinal);

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a:\n ")]
    public void Deep_nesting_is_refused(string opening) => Assert.NotEmpty(Refusal(string.Concat(Enumerable.Repeat(opening, 100_000))));

    [Fact]
    public void Too_many_parts_are_refused() => Assert.Contains("more than 200,000 parts", Refusal("a: [" + string.Concat(Enumerable.Repeat("1,", 300_000)) + "1]"), StringComparison.Ordinal);

    [Fact]
    public void Too_many_bytes_are_refused_before_they_are_read() => Assert.Contains("at most 4,000,000", Refusal(new string('#', 4_000_001)), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Contains("no UTF-8 text", Assert.Throws<DescriptionException>(() => DescriptionReader.Read([(byte)'a', 0xFF, 0xFE], "x")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_list_of_a_thousand_faults_is_cut_short() =>
        Assert.InRange(ModelDescription.Validate(Texts.New.Replace("tags: [", "tags: [" + string.Concat(Enumerable.Repeat("{a: 1}, ", 1000)))).Problems.Count, 1, 200);

    [Fact]
    public void Two_thousand_damaged_descriptions_are_read_or_refused() => ReadDamaged(seed: 1, count: 2_000);

    [Fact]
    [Trait("Tier", "long")]
    public void Twenty_thousand_damaged_descriptions_are_read_or_refused() => ReadDamaged(seed: 2, count: 20_000);

    private static void ReadDamaged(int seed, int count)
    {
        byte[][] sources = [.. new[] { Texts.New, Texts.Old, Texts.Oldest }.Select(Encoding.UTF8.GetBytes)];
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var yaml = Damage.Text(random, sources[i % sources.Length]);
            try
            {
                DescriptionReader.Read(yaml, "damaged").Description.ToYaml();
                read++;
            }
            catch (DescriptionException fault)
            {
                Assert.Contains(fault.Problems, problem => problem.IsError);
                refused++;
            }
        }
        Assert.True(read > count / 20 && refused > count / 20, $"{read} read, {refused} refused");
    }
}

using System.Text.Json.Nodes;

namespace Curriculum.Tests;

/// <summary>What every notebook of the curriculum keeps to.</summary>
public sealed class AnatomyTests
{
    [Fact]
    public void There_are_notebooks_and_their_names_differ()
    {
        Assert.NotEmpty(Course.Paths);
        Assert.Equal(Course.Paths.Count, Course.Paths.Select(Path.GetFileName).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Course.Names), MemberType = typeof(Course))]
    public void A_notebook_is_committed_without_outputs_and_with_its_own_cell_ids(string name)
    {
        var path = Course.Paths.Single(path => Path.GetFileNameWithoutExtension(path) == name);
        var cells = JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray();
        Assert.All(cells, cell => Assert.DoesNotMatch("^cell-[0-9]+$", (string?)cell!["id"] ?? "cell-0"));
        Assert.Equal(cells.Count, cells.Select(cell => (string?)cell!["id"]).Distinct().Count());
        foreach (var cell in Course.Read(name).Cells.Where(cell => cell.IsCode))
            Assert.True(cell.Outputs.Count == 0 && cell.ExecutionCount is null, $"{name}: cell '{cell.Id}' was committed with outputs");
    }

    [Theory]
    [MemberData(nameof(Course.Names), MemberType = typeof(Course))]
    public void A_notebook_starts_with_title_parameters_and_set_up(string name)
    {
        var notebook = Course.Read(name);
        Assert.StartsWith("# ", notebook.Cells[0].Source, StringComparison.Ordinal);
        var code = notebook.Cells.Where(cell => cell.IsCode).ToList();
        Assert.Equal(["parameters"], code[0].Tags);
        Assert.All(["string data = \"auto\";", "int seed = ", "bool quick = false;"], line => Assert.Contains(line, code[0].Source, StringComparison.Ordinal));
        Assert.Equal(["setup"], code[1].Tags);
        Assert.StartsWith("#r \"BioDL.dll\"\n", code[1].Source, StringComparison.Ordinal);
        Assert.Contains("Save()", code[^1].Source, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Course.Names), MemberType = typeof(Course))]
    public void Code_cells_are_short_and_prose_stands_before_each(string name)
    {
        var cells = Course.Read(name).Cells;
        var lengths = cells.Where(cell => cell.IsCode).Select(cell => cell.Source.Split('\n').Length).Order().ToList();
        Assert.True(lengths[lengths.Count / 2] <= 4, $"the median cell has {lengths[lengths.Count / 2]} lines");
        Assert.True(lengths[(int)Math.Ceiling(0.9 * lengths.Count) - 1] <= 10, "more than one cell in ten has more than 10 lines");
        Assert.All(cells.Where(cell => cell.IsCode), cell => Assert.All(cell.Source.Split('\n'), line => Assert.True(line.Length <= 105, line)));
        string[] mayFollowCode = ["setup", "check", "solution", "exercise"];
        for (var i = 1; i < cells.Count; i++)
            Assert.True(!cells[i].IsCode || cells[i - 1].IsMarkdown || cells[i].Tags.Intersect(mayFollowCode).Any(), $"no prose before '{cells[i].Id}'");
    }

    [Theory]
    [MemberData(nameof(Course.Names), MemberType = typeof(Course))]
    public void Every_exercise_has_a_check_and_a_solution(string name)
    {
        var tags = Course.Read(name).Cells.SelectMany(cell => cell.Tags).ToList();
        Assert.Contains("exercise", tags);
        Assert.Equal(Count("exercise"), Count("check"));
        Assert.Equal(Count("exercise"), Count("solution"));

        int Count(string tag) => tags.Count(found => found == tag);
    }

    [Theory]
    [MemberData(nameof(Course.Names), MemberType = typeof(Course))]
    public void A_link_within_a_notebook_leads_to_a_heading_or_a_cell_that_exists(string name)
    {
        var cells = Course.Read(name).Cells;
        var targets = cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split('\n'))
            .Where(line => line.StartsWith('#')).Select(line => Slug(line.TrimStart('#').Trim())).Concat(cells.Select(cell => cell.Id)).ToHashSet();
        foreach (var cell in cells.Where(cell => cell.IsMarkdown))
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(cell.Source, @"\]\(#([^)]+)\)"))
                Assert.Contains(link.Groups[1].Value, targets);
        }
    }

    /// <summary>A heading's anchor in the spelling of GitHub: lower case, hyphens for spaces, no other signs.</summary>
    private static string Slug(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_')).Replace(' ', '-');
}

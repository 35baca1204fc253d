using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace BioDL.Tests;

/// <summary>
/// Rooms (namespaces) of the library lie in layers; an arrow may go down a layer or within one, never up, and never in a circle. What counts
/// is what the compiled types refer to.
/// </summary>
public sealed class LayerTests
{
    private static readonly Dictionary<string, int> Layers = new()
    {
        ["Images"] = 1,
        ["Statistics"] = 1,
        ["Classical"] = 2,
        ["Metrics"] = 2,
        ["Simulation"] = 2,
        ["Display"] = 2,
        ["Data"] = 2,
        ["Models"] = 3,
        ["Shifts"] = 3,
        ["Training"] = 3,
        ["Explain"] = 3,
        ["Validation"] = 4,
        ["Course"] = 4,
    };

    private static readonly HashSet<(string From, string To)> Arrows = ReadArrows(typeof(BioDL.Images.Image).Assembly.Location);

    [Fact]
    public void Every_namespace_of_the_library_is_a_room_of_the_house() =>
        Assert.All(Arrows.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct(), room => Assert.Contains(room, Layers.Keys));

    [Fact]
    public void The_metadata_holds_the_arrows_that_are_known_to_exist()
    {
        Assert.Contains(("Data", "Images"), Arrows);
        Assert.Contains(("Data", "Simulation"), Arrows);
    }

    [Fact]
    public void No_arrow_goes_up_a_layer() =>
        Assert.DoesNotContain(Arrows, arrow => Layers[arrow.To] > Layers[arrow.From]);

    [Fact]
    public void No_rooms_refer_to_each_other_in_a_circle() => Assert.All(
        Layers.Keys, room => Assert.False(Reachable(room).Contains(room), $"{room} refers, through other rooms, to itself"));

    [Theory]
    [InlineData("BioDL.Hosting", "")]
    [InlineData("BioDL", "BioDL.Hosting,BioDL.Learning,CsvHelper,MathNet.Numerics,Polly.Core,YamlDotNet")]
    public void A_project_refers_only_to_what_the_house_allows(string project, string allowed)
    {
        var names = Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard");
        Assert.Subset(allowed.Split(',').ToHashSet(), names.ToHashSet());
    }

    private static HashSet<string> Reachable(string start)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out var room))
        {
            foreach (var next in Arrows.Where(arrow => arrow.From == room).Select(arrow => arrow.To).Where(seen.Add))
                open.Push(next);
        }
        return seen;
    }

    /// <summary>
    /// Which rooms' types refer to which: base types, interfaces, fields, signatures and everything that the bodies call all come down to
    /// handles in metadata, so each type's referenced handles are collected from its members' signatures and its methods' IL.
    /// </summary>
    private static HashSet<(string From, string To)> ReadArrows(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = new RoomReader(file, file.GetMetadataReader());
        return reader.Arrows();
    }
}

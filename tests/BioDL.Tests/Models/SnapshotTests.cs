using BioDL.Data;
using BioDL.Models;

namespace BioDL.Tests.Models;

/// <summary>Descriptions that authors published.</summary>
public sealed class SnapshotTests
{
    [RealImagesFact]
    public void All_44_descriptions_of_the_snapshot_are_read()
    {
        var set = FileSet.Open("zoo-collection");
        var read = set.Files.Where(file => file.Role == "rdf.yaml").Select(file => DescriptionReader.Read(set.Read(file.Path), file.Sample)).ToArray();
        foreach (var r in read)
            Console.WriteLine(r.Report);
        Assert.Equal(44, read.Length);
    }

    [RealImagesFact]
    public void Dump()
    {
        foreach (var format in new[] { "0.4.0", "0.4.9", "0.5.4" })
            Console.WriteLine(Zoo.Open("unet2d-nuclei-broad", format).Package.Report);
        Console.WriteLine(Zoo.Open("unet2d-nuclei-broad", "0.4.9").Description.TrainingData);
        foreach (var name in Zoo.Known)
        {
            try { var m = Zoo.Open(name); Console.WriteLine(m + "\n" + m.Package.Report); using var w = m.LoadWeights(); Console.WriteLine(w.Opset); }
            catch (Exception e) { Console.WriteLine(name + ": " + e.GetType().Name + e.Message); }
        }
        var s = FileSet.Open("model-unet2d-nuclei-broad");
        Console.WriteLine(DescriptionReader.Validate(s.Read("invalid_v0_4_0_duplicate_tensor_names.bioimageio.yaml"), "invalid"));
    }
}

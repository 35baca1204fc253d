namespace BioDL.Models;

public sealed partial record ModelDescription
{
    /// <summary>Reads a description of any format from 0.3 to 0.5.</summary>
    /// <param name="path">A description (rdf.yaml, bioimageio.yaml, *.model.yaml), the folder or the zip file of a package.</param>
    /// <exception cref="PackageException">There is no such file, or it is not safe to open.</exception>
    /// <exception cref="DescriptionException">The description is wrong; the message lists every problem with its place, what was found there and what is expected.</exception>
    public static ModelDescription Read(string path) => ModelPackage.Open(path).Description;

    /// <summary>Reads a description from YAML text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="DescriptionException">The description is wrong; the message lists every problem.</exception>
    public static ModelDescription Parse(string yaml, string name = "the description")
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return DescriptionReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), name).Description;
    }

    /// <summary>All that is wrong or weak in a description, without an exception.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What it is called in the report.</param>
    public static ValidationReport Validate(string yaml, string name = "the description")
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return DescriptionReader.Validate(System.Text.Encoding.UTF8.GetBytes(yaml), name);
    }
}

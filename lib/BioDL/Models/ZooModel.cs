using BioDL.Data;
using BioDL.Learning;

namespace BioDL.Models;

/// <summary>A pretrained model: what its authors say of it, and its files.</summary>
public sealed partial class ZooModel
{
    internal ZooModel(string name, ModelPackage package)
    {
        Name = name;
        Package = package;
    }

    /// <summary>The name that it was opened by.</summary>
    public string Name { get; }

    /// <summary>Its files.</summary>
    public ModelPackage Package { get; }

    /// <summary>What its authors say of it.</summary>
    public ModelDescription Description => Package.Description;

    /// <summary>The weights that run here: ONNX.</summary>
    /// <exception cref="PackageException">There are none; the message says which there are.</exception>
    public WeightsDescription Weights => Description.Weights.FirstOrDefault(weights => weights.Format == WeightsDescription.Onnx)
        ?? throw new PackageException(
            $"{Name} has no ONNX weights, only {string.Join(", ", Description.Weights.Select(weights => weights.Format))}, which do not run here. "
            + "Ask its authors for an ONNX export, or choose a model with 'onnx' weights.");

    /// <summary>Reads the network; dispose it after use.</summary>
    /// <param name="compute">How to compute; the environment's wish when null.</param>
    /// <exception cref="PackageException">There are no ONNX weights, the file is not there, or its checksum is not the one described.</exception>
    /// <exception cref="DatasetException">A pinned file is damaged.</exception>
    /// <exception cref="OnnxException">The file is no network that runs here; the message lists every problem.</exception>
    public OnnxModel LoadWeights(ComputeOptions? compute = null) => OnnxModel.Load(Package.Read(Weights.File), compute);

    /// <summary>Name, format and what it is, in one line.</summary>
    public override string ToString() => $"{Description.Name} ({Name}, format {Description.FormatVersion})";
}

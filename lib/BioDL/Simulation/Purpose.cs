namespace BioDL.Simulation;

/// <summary>What random numbers are drawn for: each purpose has a stream of its own, and new ones go to the end.</summary>
internal enum Purpose
{
    Layout,
    Shape,
    Class,
    Brightness,
    Texture,
    Noise,
    Exposure,
    Batch,
    Flicker,
    LabelErrors,
    Perturbation,
}
